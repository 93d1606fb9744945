# Looks for octets that the MIME and header path cannot read, beginning with the golden messages.

fuzz() { # minutes
    need_java
    say "fuzzing for ${1:-10} minutes; what is found is kept in mail-testkit/src/test/resources and becomes a golden message"
    JAZZER_FUZZ=1 JAZZER_MAX_DURATION="${1:-10}m" mvn -B -ntp -pl mail-testkit -am -Dspotless.check.skip=true -Dtest=MimeFuzzTest \
        -Dsurefire.failIfNoSpecifiedTests=false test
}
