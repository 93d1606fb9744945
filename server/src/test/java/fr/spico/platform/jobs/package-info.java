/// Tests of planned work.
@NullMarked
package fr.spico.platform.jobs;

import org.jspecify.annotations.NullMarked;
