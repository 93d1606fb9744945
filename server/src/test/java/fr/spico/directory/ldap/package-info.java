/// Tests of directories on LDAP servers: UnboundID's in memory, and Debian's slapd.
@NullMarked
package fr.spico.directory.ldap;

import org.jspecify.annotations.NullMarked;
