using HomeLab.Polyfills.Tests.Docker;
using k8s;
using k8s.Exceptions;
using k8s.KubeConfigs;

namespace HomeLab.Polyfills.Tests.KubernetesClient.StandIn;

public sealed class SurroundingsTests : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("homelab-surroundings-");
    readonly Dictionary<string, string> _variables = [];

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Uses_the_service_account_of_the_pod_and_its_newest_token()
    {
        await using var server = await FakeApiServer.StartAsync();
        BecomePod();

        var config = KubernetesClientConfiguration.BuildDefaultConfig(Surroundings());
        Assert.Equal(("https://10.96.0.1:443/", "media", 1), (config.Host, config.Namespace, config.SslCaCerts.Count));

        config.Host = server.Address;
        using var client = new Kubernetes(config);
        await client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a");
        Write("token", "second\n");
        await client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a");
        File.Delete(Write("token", ""));
        await client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a");

        Assert.Equal(["Bearer first", "Bearer second", "Bearer second"], server.All.Select(asked => asked.Authorization));
    }

    [Fact]
    public void Reads_IPv6_addresses_of_a_cluster()
    {
        BecomePod();
        _variables["KUBERNETES_SERVICE_HOST"] = "fd00::1";

        Assert.Equal("https://[fd00::1]:443/", KubernetesClientConfiguration.InClusterConfig(Surroundings()).Host);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("ca.crt")]
    public void Is_no_pod_without_the_whole_service_account(string missing)
    {
        BecomePod();
        File.Delete(Path.Combine(_directory.FullName, missing));

        Assert.False(KubernetesClientConfiguration.IsInCluster(Surroundings()));
        var refused = Assert.Throws<KubeConfigException>(() => KubernetesClientConfiguration.InClusterConfig(Surroundings()));
        Assert.Contains("automountServiceAccountToken", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prefers_files_and_takes_each_thing_from_the_first_that_names_it()
    {
        BecomePod();
        var first = Write("first", """
            clusters: [{name: lab, cluster: {server: "https://first:6443"}}]
            users: [{name: me, user: {tokenFile: token}}]
            """);
        var second = Write("second", """
            clusters: [{name: lab, cluster: {server: "https://second:6443"}}]
            contexts: [{name: lab, context: {cluster: lab, user: me}}]
            current-context: lab
            """);
        _variables["KUBECONFIG"] = $"{first}:{second}";

        var config = KubernetesClientConfiguration.BuildDefaultConfig(Surroundings());

        Assert.Equal(("https://first:6443", "lab"), (config.Host, config.CurrentContext));
        Assert.NotNull(config.TokenProvider);
    }

    [Fact]
    public void Falls_back_to_a_server_on_this_machine() =>
        Assert.Equal("http://localhost:8080", KubernetesClientConfiguration.BuildDefaultConfig(Surroundings()).Host);

    [Fact]
    public async Task Reads_a_token_file_anew()
    {
        await using var server = await FakeApiServer.StartAsync();
        Write("renewed", "first");
        using var client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(Write("config", $"""
            clusters:
            - name: lab
              cluster:
                server: {server.Address}
            contexts:
            - name: lab
              context:
                cluster: lab
                user: me
            users:
            - name: me
              user:
                tokenFile: renewed
            current-context: lab
            """)));

        await client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a");
        Write("renewed", "second");
        await client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a");

        Assert.Equal(["Bearer first", "Bearer second"], server.All.Select(asked => asked.Authorization));
    }

    [Fact]
    public async Task Wants_the_right_name_even_of_a_known_authority()
    {
        var tls = new TestCertificates(_directory.FullName, "kube.lab.test");
        await using var server = await FakeApiServer.StartAsync(certificate: TlsTests.Server(tls));
        using var client = server.Client(config => config.SslCaCerts = [tls.Authority]);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a"));
    }

    void BecomePod()
    {
        (_variables["KUBERNETES_SERVICE_HOST"], _variables["KUBERNETES_SERVICE_PORT"]) = ("10.96.0.1", "443");
        Write("token", "first\n");
        Write("namespace", "media");
        File.Copy(new TestCertificates(_directory.FullName).AuthorityFile, Path.Combine(_directory.FullName, "ca.crt"));
    }

    Surroundings Surroundings() => new(
        name => _variables.GetValueOrDefault(name)!, Path.Combine(_directory.FullName, "none"), _directory.FullName);

    string Write(string name, string text)
    {
        var path = Path.Combine(_directory.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
