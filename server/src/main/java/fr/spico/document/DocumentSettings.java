package fr.spico.document;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `spico.document.*`
///
/// @param maxSize octets of one file
/// @param pendingQuota octets that an account may have put in without making documents of them
/// @param pendingLife how long a file waits to become a document
/// @param store where new files go: `database` or `s3`; those that are somewhere stay there
/// @param importFolder holds `dossiers.json` and the files that it names, brought in once; none =
///   no import
@ConfigurationProperties(prefix = "spico.document", ignoreUnknownFields = false)
public record DocumentSettings(
        @DefaultValue("20971520") long maxSize,
        @DefaultValue("209715200") long pendingQuota,
        @DefaultValue("1d") Duration pendingLife,
        @DefaultValue("database") String store,
        @Nullable S3 s3,
        @Nullable Path importFolder) {

    /// A bucket of an S3 server, addressed by path.
    ///
    /// @param endpoint e.g. `https://s3.example.org`
    public record S3(
            URI endpoint,
            @DefaultValue("us-east-1") String region,
            String bucket,
            String accessKey,
            String secretKey,
            @DefaultValue("10s") Duration timeout) {

        @Override
        public String toString() {
            return "S3[…]";
        }
    }
}
