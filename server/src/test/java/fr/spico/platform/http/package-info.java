/// Headers, problems and the application's files, tried through HTTP.
@NullMarked
package fr.spico.platform.http;

import org.jspecify.annotations.NullMarked;
