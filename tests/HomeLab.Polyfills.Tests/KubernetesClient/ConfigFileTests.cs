using System.Text;
using HomeLab.Polyfills.Tests.Docker;
using k8s;
using k8s.Exceptions;

namespace HomeLab.Polyfills.Tests.KubernetesClient;

public sealed class ConfigFileTests : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("homelab-kubeconfig-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Reads_the_current_context()
    {
        var config = Read(user: "token: t-1");

        Assert.Equal(("https://10.0.0.5:6443", "t-1", "media"), (config.Host, config.AccessToken, config.Namespace));
        Assert.Equal("lab", config.CurrentContext);
        Assert.False(config.SkipTlsVerify);
        Assert.Null(config.SslCaCerts);
        Assert.Equal(TimeSpan.FromSeconds(100), config.HttpClientTimeout);
    }

    [Fact]
    public void Takes_the_context_and_the_server_that_the_caller_names()
    {
        var path = Write("""
            clusters:
            - {name: a, cluster: {server: "https://a:6443"}}
            - {name: b, cluster: {server: "https://b:6443"}}
            contexts:
            - {name: one, context: {cluster: a}}
            - {name: two, context: {cluster: b}}
            current-context: one
            """);

        Assert.Equal("https://b:6443", KubernetesClientConfiguration.BuildConfigFromConfigFile(path, "two").Host);
        Assert.Equal("https://c", KubernetesClientConfiguration.BuildConfigFromConfigFile(path, masterUrl: "https://c").Host);
        Assert.Throws<KubeConfigException>(() => KubernetesClientConfiguration.BuildConfigFromConfigFile(path, "three"));
    }

    [Fact]
    public void Reads_a_stream()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Text("token: t-1", "")));

        Assert.Equal("t-1", KubernetesClientConfiguration.BuildConfigFromConfigFile(stream).AccessToken);
    }

    [Fact]
    public void Reads_a_name_and_a_password()
    {
        var config = Read(user: "username: admin\n    password: secret");

        Assert.Equal(("admin", "secret"), (config.Username, config.Password));
    }

    [Fact]
    public void Reads_what_a_cluster_says_of_its_certificate()
    {
        var config = Read(user: "token: t", cluster: "insecure-skip-tls-verify: true\n    tls-server-name: kubernetes");

        Assert.True(config.SkipTlsVerify);
        Assert.Equal("kubernetes", config.TlsServerName);
    }

    [Fact]
    public void Reads_certificates_from_the_file_itself()
    {
        var tls = new TestCertificates(_directory.FullName);
        var (certificate, key) = (Base64(tls.ServerFile), Base64(tls.ServerKeyFile));

        var config = Read(
            user: $"client-certificate-data: {certificate}\n    client-key-data: {key}",
            cluster: $"certificate-authority-data: {Base64(tls.AuthorityFile)}");

        Assert.Equal(tls.Authority.Thumbprint, config.SslCaCerts.Single().Thumbprint);
        Assert.Equal((certificate, key), (config.ClientCertificateData, config.ClientCertificateKeyData));
    }

    [Fact]
    public void Finds_certificates_beside_the_file()
    {
        var tls = new TestCertificates(_directory.FullName);

        var config = Read(
            user: "client-certificate: server.pem\n    client-key: server-key.pem", cluster: "certificate-authority: ca.pem");

        Assert.Equal(tls.Authority.Thumbprint, config.SslCaCerts.Single().Thumbprint);
        Assert.Equal((tls.ServerFile, tls.ServerKeyFile), (config.ClientCertificateFilePath, config.ClientKeyFilePath));
    }

    [Theory]
    [InlineData("https://0.0.0.0:6443", "https://127.0.0.1:6443/")]
    [InlineData("https://[::]:6443", "https://[::1]:6443/")]
    public void Connects_to_this_machine_where_a_server_says_that_it_listens_everywhere(string server, string host) =>
        Assert.Equal(host, KubernetesClientConfiguration.BuildConfigFromConfigFile(Write(Text("token: t", "", server))).Host);

    [Theory]
    [InlineData("current-context: lab")]
    [InlineData("clusters: []")]
    [InlineData("contexts: [{name: lab, context: {cluster: none}}]\ncurrent-context: lab")]
    public void Refuses_a_file_that_leads_to_no_server(string text) =>
        Assert.Throws<KubeConfigException>(() => KubernetesClientConfiguration.BuildConfigFromConfigFile(Write(text)));

    [Fact]
    public void Refuses_a_user_who_cannot_authenticate() =>
        Assert.Throws<KubeConfigException>(() => Read(user: "client-key-data: bm9uZQ=="));

    [Fact]
    public void Refuses_a_file_that_is_not_there() => Assert.Throws<KubeConfigException>(() =>
        KubernetesClientConfiguration.BuildConfigFromConfigFile(Path.Combine(_directory.FullName, "none")));

    KubernetesClientConfiguration Read(string user, string cluster = "") =>
        KubernetesClientConfiguration.BuildConfigFromConfigFile(Write(Text(user, cluster)));

    static string Text(string user, string cluster, string server = "https://10.0.0.5:6443") => $"""
        apiVersion: v1
        kind: Config
        preferences: {"{}"}
        clusters:
        - name: lab
          cluster:
            server: {server}
            {cluster}
        contexts:
        - name: lab
          context:
            cluster: lab
            user: me
            namespace: media
        users:
        - name: me
          user:
            {user}
        current-context: lab
        """;

    string Write(string text)
    {
        var path = Path.Combine(_directory.FullName, "config");
        File.WriteAllText(path, text);
        return path;
    }

    static string Base64(string path) => Convert.ToBase64String(File.ReadAllBytes(path));
}
