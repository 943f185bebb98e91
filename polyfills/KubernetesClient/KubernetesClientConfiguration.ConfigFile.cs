using k8s.KubeConfigs;

namespace k8s;

public partial class KubernetesClientConfiguration
{
    public static readonly string KubeConfigDefaultLocation =
        Path.Combine(Environment.GetEnvironmentVariable("HOME") ?? "/", ".kube/config");

    public string CurrentContext { get; private set; }

    /// <summary>
    /// The files of <c>KUBECONFIG</c>, the first to name a thing winning; else <see cref="KubeConfigDefaultLocation"/>; else the
    /// service account of the pod; else http://localhost:8080.
    /// </summary>
    public static KubernetesClientConfiguration BuildDefaultConfig() => BuildDefaultConfig(Surroundings.OfThisProcess);

    public static KubernetesClientConfiguration BuildConfigFromConfigFile(
        string kubeconfigPath = null, string currentContext = null, string masterUrl = null, bool useRelativePaths = true) =>
        BuildConfigFromConfigFile(new FileInfo(kubeconfigPath ?? KubeConfigDefaultLocation), currentContext, masterUrl, useRelativePaths);

    /// <param name="useRelativePaths">Whether paths in the file are relative to the file; else to the working directory.</param>
    public static KubernetesClientConfiguration BuildConfigFromConfigFile(
        FileInfo kubeconfig, string currentContext = null, string masterUrl = null, bool useRelativePaths = true)
    {
        ArgumentNullException.ThrowIfNull(kubeconfig);
        return Of(KubeConfig.Read(kubeconfig, useRelativePaths), currentContext, masterUrl);
    }

    public static KubernetesClientConfiguration BuildConfigFromConfigFile(
        Stream kubeconfig, string currentContext = null, string masterUrl = null)
    {
        ArgumentNullException.ThrowIfNull(kubeconfig);
        return Of(KubeConfig.Read(kubeconfig, "the kubeconfig", directory: null), currentContext, masterUrl);
    }

    internal static KubernetesClientConfiguration BuildDefaultConfig(Surroundings surroundings)
    {
        if (surroundings.Variable("KUBECONFIG") is { Length: > 0 } paths)
        {
            var files = paths.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(path => KubeConfig.Read(new FileInfo(path), useRelativePaths: true));
            return Of(files.Aggregate((first, second) => first.MergedWith(second)), null, null);
        }
        if (File.Exists(surroundings.DefaultKubeConfig))
            return BuildConfigFromConfigFile(surroundings.DefaultKubeConfig);
        return IsInCluster(surroundings)
            ? InClusterConfig(surroundings)
            : new KubernetesClientConfiguration { Host = "http://localhost:8080" };
    }

    static KubernetesClientConfiguration Of(KubeConfig file, string context, string server)
    {
        var result = new KubernetesClientConfiguration();
        if ((context ?? file.CurrentContext) is { Length: > 0 } name)
            result.CurrentContext = new ContextReading(file, result).Apply(name);
        if (!string.IsNullOrWhiteSpace(server))
            result.Host = server;
        if (string.IsNullOrWhiteSpace(result.Host))
            throw file.Refuse("has no current context, so it names no server. Set one with 'kubectl config use-context', or name it.");
        return result;
    }
}
