using System.Net.Http.Json;
using System.Text;
using HomeLab.NativeServers;
using HomeLab.Testing.Servers;

namespace HomeLab.Testing.Kubernetes;

/// <summary>
/// The Kubernetes API server of this test process, from <c>tests/kubelite</c>: started on first use, gone with the process. Tests share it
/// and are kept apart by namespaces; who makes objects without one names them uniquely.
/// </summary>
public sealed class TestKubernetes
{
    static readonly Lazy<Task<TestKubernetes>> Lazy = new(() => StartAsync(TestDirectory.OfThisProcess.Combine("kubernetes")));
    readonly Uri _storage;

    TestKubernetes(string kubeConfig, Uri server, Uri storage) => (KubeConfig, Server, _storage) = (kubeConfig, server, storage);

    /// <summary>Why there is none, or null.</summary>
    public static string? WhyMissing => Kubelite.IsBuilt
        ? null
        : $"kubelite has not been built on this machine, which takes five minutes and 3 GB. Run as root: {Kubelite.Script("build")}";

    /// <summary>The path of a kubeconfig that may do everything.</summary>
    public string KubeConfig { get; }

    /// <summary>HTTPS with a certificate that nobody vouches for; any token is taken.</summary>
    public Uri Server { get; }

    public static Task<TestKubernetes> StartedAsync() => Lazy.Value;

    /// <summary>
    /// Forgets everything but what is there now, as a cluster does every few minutes: lists and watches that go on from before are then
    /// answered with 410. The server notices within half a minute.
    /// </summary>
    /// <remarks>It compacts as the API server does, which says so in a key of its own: its cache drops old states when that moves.</remarks>
    public async Task ForgetHistoryAsync(CancellationToken cancellationToken = default)
    {
        using var etcd = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _storage };
        var now = await AskAsync<Range>(etcd, "v3/kv/range", new { key = Base64("/") }, cancellationToken);
        var revision = now.Header.Revision;
        await AskAsync<object>(etcd, "v3/kv/put", new { key = Base64("compact_rev_key"), value = Base64(revision) }, cancellationToken);
        await AskAsync<object>(etcd, "v3/kv/compaction", new { revision, physical = true }, cancellationToken);
    }

    static async Task<TestKubernetes> StartAsync(string directory)
    {
        // Somebody else may take a port between the look and the start.
        for (var attempt = 1; ; attempt++)
        {
            var ports = LoopbackPort.Free(3);
            try
            {
                var kubeConfig = await Kubelite.StartAsync(directory, ports);
                return new TestKubernetes(kubeConfig, new Uri($"https://127.0.0.1:{ports[0]}"), new Uri($"http://127.0.0.1:{ports[1]}"));
            }
            catch (NativeServerException) when (attempt < 3)
            {
            }
        }
    }

    static async Task<T> AskAsync<T>(HttpClient etcd, string path, object question, CancellationToken cancellationToken)
    {
        using var response = await etcd.PostAsJsonAsync(path, question, cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<T>(cancellationToken))!;
    }

    static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    sealed record Range(Header Header);

    /// <remarks>etcd writes its 64-bit numbers as text.</remarks>
    sealed record Header(string Revision);
}
