using System.Text;
using k8s;
using k8s.Exceptions;

namespace HomeLab.Polyfills.Tests.KubernetesClient.StandIn;

public class RefusalTests
{
    [Theory]
    [InlineData("exec: {apiVersion: client.authentication.k8s.io/v1, command: aws}", "exec plugin 'aws'")]
    [InlineData("auth-provider: {name: oidc, config: {id-token: secret}}", "auth provider 'oidc'")]
    public void Refuses_programs_and_providers_and_says_what_to_do(string user, string what)
    {
        var refused = Assert.Throws<KubeConfigException>(() => Read($"token: secret\n    {user}"));

        Assert.Contains("'me'", refused.Message, StringComparison.Ordinal);
        Assert.Contains(what, refused.Message, StringComparison.Ordinal);
        Assert.Contains("kubectl create token", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Does_not_repeat_a_file_that_it_cannot_read()
    {
        var refused = Assert.Throws<KubeConfigException>(() => Read("token: [secret"));

        Assert.Contains("line", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_cluster_whose_authority_is_none() => Assert.Contains(
        "'lab'",
        Assert.Throws<KubeConfigException>(() => Read("token: t", "certificate-authority-data: bm9uZQ==")).Message,
        StringComparison.Ordinal);

    static KubernetesClientConfiguration Read(string user, string cluster = "") =>
        KubernetesClientConfiguration.BuildConfigFromConfigFile(new MemoryStream(Encoding.UTF8.GetBytes($"""
            clusters:
            - name: lab
              cluster:
                server: https://10.0.0.5:6443
                {cluster}
            contexts:
            - {"{"}name: lab, context: {"{"}cluster: lab, user: me{"}}"}
            users:
            - name: me
              user:
                {user}
            current-context: lab
            """)));
}
