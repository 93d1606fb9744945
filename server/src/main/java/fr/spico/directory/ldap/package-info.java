/// A directory on an LDAP server, read page by page. Knows the protocol and which attribute is
/// which column, nothing of versions or searches. Used by the directory.
@NullMarked
package fr.spico.directory.ldap;

import org.jspecify.annotations.NullMarked;
