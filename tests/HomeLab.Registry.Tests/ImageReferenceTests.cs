namespace HomeLab.Registry.Tests;

public class ImageReferenceTests
{
    const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("traefik", "docker.io/library/traefik")]
    [InlineData("traefik:v3.1", "docker.io/library/traefik:v3.1")]
    [InlineData("docker.io/traefik:v3.1", "docker.io/library/traefik:v3.1")]
    [InlineData("index.docker.io/library/traefik", "docker.io/library/traefik")]
    [InlineData("grafana/grafana:11.0.0", "docker.io/grafana/grafana:11.0.0")]
    [InlineData("ghcr.io/home-assistant/home-assistant:2026.1", "ghcr.io/home-assistant/home-assistant:2026.1")]
    [InlineData("localhost/app", "localhost/app")]
    [InlineData("localhost:5000/app:1", "localhost:5000/app:1")]
    [InlineData("nas.lan:5000/a/b/c:1@" + Digest, "nas.lan:5000/a/b/c:1@" + Digest)]
    [InlineData("app@" + Digest, "docker.io/library/app@" + Digest)]
    [InlineData("[2001:db8::1]:5000/app:x", "[2001:db8::1]:5000/app:x")]
    [InlineData("app_one/b__c:Tag_1.2-x", "docker.io/app_one/b__c:Tag_1.2-x")]
    public void Is_read_as_Docker_reads_it(string text, string full) => Assert.Equal(full, ImageReference.TryParse(text)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("App")]
    [InlineData("a//b")]
    [InlineData("app:")]
    [InlineData("app:-x")]
    [InlineData("app@sha256:12")]
    [InlineData(Digest)]
    [InlineData("/app")]
    [InlineData("app ")]
    [InlineData("app\n")]
    [InlineData("nas.lan/../app")]
    [InlineData("nas.lan?x=/app")]
    [InlineData("user@nas.lan/app")]
    public void What_Docker_refuses_is_none(string text) => Assert.Null(ImageReference.TryParse(text));

    [Fact]
    public void A_tag_that_is_not_written_is_latest() => Assert.Equal("latest", ImageReference.TryParse("nginx")!.TagOrLatest);
}
