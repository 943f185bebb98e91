using System.Text;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;
using k8s;
using k8s.Exceptions;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Kubernetes;

/// <summary>Opens clients for the clusters of the lab.</summary>
sealed class ClusterClients(SecretReader secrets, IOptions<InventoryOptions> options)
{
    public async Task<k8s.Kubernetes> OpenAsync(KubernetesSource source, CancellationToken cancellationToken)
    {
        try
        {
            var configuration = await ConfigureAsync(source, cancellationToken);
            configuration.HttpClientTimeout = options.Value.CallTimeout;
            return new k8s.Kubernetes(configuration, new MetadataHandler());
        }
        catch (KubeConfigException exception)
        {
            throw new SourceUnavailableException("KubeconfigRefused", exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SourceUnavailableException("KubeconfigMissing", "the kubeconfig, or a file that it names, cannot be read");
        }
    }

    async Task<KubernetesClientConfiguration> ConfigureAsync(KubernetesSource source, CancellationToken cancellationToken)
    {
        // A file is given by its path, so that what it names beside itself is found.
        if (source.Kubeconfig is { File: { } file })
            return KubernetesClientConfiguration.BuildConfigFromConfigFile(file, source.Context);
        if (source.Kubeconfig is { } reference)
        {
            var text = await secrets.ReadAsync(reference, cancellationToken);
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
            return KubernetesClientConfiguration.BuildConfigFromConfigFile(stream, source.Context);
        }
        return source.Context is null
            ? KubernetesClientConfiguration.BuildDefaultConfig()
            : KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfigPath: null, source.Context);
    }
}
