/// What every feature stands on: db, jobs, http, time, config, crypto. A closed list; imports no
/// feature.
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package fr.spico.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
