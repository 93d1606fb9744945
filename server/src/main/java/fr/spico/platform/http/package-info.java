/// What all HTTP endpoints share: problems (RFC 9457), strict headers, the application's static
/// files. Uses no feature; used by all resources.
@NullMarked
package fr.spico.platform.http;

import org.jspecify.annotations.NullMarked;
