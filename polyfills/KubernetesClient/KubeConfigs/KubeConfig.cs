using k8s.Exceptions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace k8s.KubeConfigs;

/// <summary>A kubeconfig, or several merged.</summary>
sealed class KubeConfig
{
    static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(HyphenatedNamingConvention.Instance)
        .IgnoreUnmatchedProperties()
        .Build();

    public string CurrentContext { get; set; }

    public List<NamedCluster> Clusters { get; set; } = [];

    public List<NamedContext> Contexts { get; set; } = [];

    public List<NamedUser> Users { get; set; } = [];

    [YamlIgnore]
    public string Source { get; private set; }

    public static KubeConfig Read(FileInfo file, bool useRelativePaths)
    {
        if (!file.Exists)
            throw new KubeConfigException($"There is no kubeconfig at {file.FullName}.");
        try
        {
            using var stream = file.OpenRead();
            return Read(stream, file.FullName, useRelativePaths ? file.DirectoryName : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"The kubeconfig {file.FullName} cannot be read: {exception.Message}", exception);
        }
    }

    /// <param name="directory">What its paths are relative to; null for the working directory.</param>
    public static KubeConfig Read(Stream stream, string source, string directory)
    {
        try
        {
            using var reader = new StreamReader(stream);
            var config = Yaml.Deserialize<KubeConfig>(reader) ?? new KubeConfig();
            config.Source = source;
            config.Clusters.ForEach(cluster => cluster.Cluster?.ResolvePaths(directory));
            config.Users.ForEach(user => user.User?.ResolvePaths(directory));
            return config;
        }
        catch (YamlException exception)
        {
            // Its message may quote the file, which has secrets.
            throw new KubeConfigException($"{source} is no kubeconfig: see its line {exception.Start.Line}.");
        }
    }

    /// <summary>What is named in both is as this one has it.</summary>
    public KubeConfig MergedWith(KubeConfig other) => new()
    {
        CurrentContext = string.IsNullOrEmpty(CurrentContext) ? other.CurrentContext : CurrentContext,
        Clusters = [.. Clusters, .. other.Clusters],
        Contexts = [.. Contexts, .. other.Contexts],
        Users = [.. Users, .. other.Users],
        Source = $"{Source} with {other.Source}",
    };

    public KubeConfigException Refuse(string why) => new($"{Source} {why}");
}
