package fr.spico.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/// The application's files. Names under `assets/` carry a digest of their content and are kept for
/// ever; everything else is asked again. A page of the application (`/discussions/…`) is its
/// `index.html`.
@Configuration(proxyBeanMethods = false)
class WebFiles implements WebMvcConfigurer {

    private final String[] locations;

    WebFiles(WebSettings settings) {
        String folder = settings.folder().toAbsolutePath().normalize().toUri().toString();
        this.locations =
                new String[] {folder.endsWith("/") ? folder : folder + "/", "classpath:/static/"};
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(
                        List.of(locations).stream()
                                .map(location -> location + "assets/")
                                .toArray(String[]::new))
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(locations)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new PagesOfTheApplication());
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
    }

    private static final class PagesOfTheApplication extends PathResourceResolver {

        private static final Pattern NOT_A_PAGE =
                Pattern.compile("(api|jmap|\\.well-known|assets)(/.*)?");

        @Override
        protected @Nullable Resource resolveResourceInternal(
                @Nullable HttpServletRequest request,
                String path,
                List<? extends Resource> locations,
                ResourceResolverChain chain) {
            Resource file = super.resolveResourceInternal(request, path, locations, chain);
            return file == null && request != null && isPage(request, path)
                    ? super.resolveResourceInternal(request, "index.html", locations, chain)
                    : file;
        }

        private static boolean isPage(HttpServletRequest request, String path) {
            String accept = request.getHeader(HttpHeaders.ACCEPT);
            return accept != null
                    && accept.contains(MediaType.TEXT_HTML_VALUE)
                    && !NOT_A_PAGE.matcher(path).matches();
        }
    }
}
