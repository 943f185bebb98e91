using HomeLab.Simulators.Tests.Clients;
using HomeLab.Testing.Requirements;

namespace HomeLab.Simulators.Tests.Kubernetes;

/// <summary>The distribution's kubectl, or whichever is on the path.</summary>
public sealed class KubectlTests : IDisposable
{
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("homelab-kubectl-");

    [RequiresFact(Requirement.Kubectl)]
    public async Task Applies_reads_describes_and_deletes()
    {
        await using var host = await SimulatorHost.StartAsync();
        await PrepareAsync(host);
        await WriteAsync("one.yaml", "1");

        var made = await RunAsync("apply", "--validate=false", "-f", "one.yaml");
        await WriteAsync("one.yaml", "2");
        var changed = await RunAsync("apply", "--validate=false", "-f", "one.yaml");
        var same = await RunAsync("apply", "--validate=false", "-f", "one.yaml");
        var read = await RunAsync("get", "configmap", "settings", "-o", "jsonpath={.data.key}");
        var listed = await RunAsync("get", "deployments,configmaps", "-l", "app=web");
        var described = await RunAsync("describe", "configmap", "settings");
        var deleted = await RunAsync("delete", "-f", "one.yaml");
        var gone = await RunAsync("get", "configmaps", "-l", "app=web", "-o", "name");

        Assert.Contains("configmap/settings created", made, StringComparison.Ordinal);
        Assert.Contains("deployment.apps/web configured", changed, StringComparison.Ordinal);
        Assert.Contains("configmap/settings unchanged", same, StringComparison.Ordinal);
        Assert.Contains("deployment.apps/web unchanged", same, StringComparison.Ordinal);
        Assert.Equal("2", read.Trim());
        Assert.Contains("deployment.apps/web", listed, StringComparison.Ordinal);
        Assert.Contains("Name:         settings", described, StringComparison.Ordinal);
        Assert.Contains("deployment.apps \"web\" deleted", deleted, StringComparison.Ordinal);
        Assert.DoesNotContain("configmap/settings", gone, StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.Kubectl)]
    public async Task Applies_on_the_server_and_is_told_of_conflicts()
    {
        await using var host = await SimulatorHost.StartAsync();
        await PrepareAsync(host);
        await WriteAsync("one.yaml", "1");
        await WriteAsync("two.yaml", "2");

        var first = await RunAsync("apply", "--server-side", "--validate=false", "--field-manager=one", "-f", "one.yaml");
        var (exitCode, refused) = await TryAsync("apply", "--server-side", "--validate=false", "--field-manager=two", "-f", "two.yaml");
        await RunAsync("apply", "--server-side", "--validate=false", "--force-conflicts", "--field-manager=two", "-f", "two.yaml");
        var scaled = await RunAsync("patch", "deployment", "web", "--type=merge", "-p", """{"spec":{"replicas":5}}""");
        var read = await RunAsync("get", "deployment", "web", "-o", "jsonpath={.spec.replicas}/{.spec.template.spec.containers[0].image}");

        Assert.Contains("serverside-applied", first, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("conflict with \"one\"", refused, StringComparison.Ordinal);
        Assert.Contains("patched", scaled, StringComparison.Ordinal);
        Assert.Equal("5/example.org/web:2", read.Trim());
    }

    async Task PrepareAsync(SimulatorHost host)
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.BaseAddress };
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "config"), await http.GetStringAsync("/_sim/kubernetes/demo/kubeconfig"));
    }

    Task WriteAsync(string file, string value) => File.WriteAllTextAsync(Path.Combine(directory.FullName, file), $$$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, labels: {app: web}}
        data: {key: "{{{value}}}"}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, labels: {app: web}}
        spec:
          replicas: {{{value}}}
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - {name: main, image: "example.org/web:{{{value}}}", ports: [{containerPort: 8080}]}

        """);

    async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output) = await TryAsync(arguments);
        Assert.True(exitCode == 0, output);
        return output;
    }

    Task<(int ExitCode, string Output)> TryAsync(params string[] arguments) =>
        Tool.RunAsync("kubectl", directory.FullName, ["--kubeconfig", "config", "--cache-dir", "cache", .. arguments]);

    public void Dispose() => directory.Delete(recursive: true);
}
