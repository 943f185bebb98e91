namespace Docker.DotNet.Models;

public class ImageBuildParameters
{
    public IDictionary<string, AuthConfig> AuthConfigs { get; set; }

    [QueryParameter("buildargs")]
    public IDictionary<string, string> BuildArgs { get; set; }

    [QueryParameter("cpuperiod")]
    public long? CPUPeriod { get; set; }

    [QueryParameter("cpuquota")]
    public long? CPUQuota { get; set; }

    [QueryParameter("cpusetcpus")]
    public string CPUSetCPUs { get; set; }

    [QueryParameter("cpushares")]
    public long? CPUShares { get; set; }

    [QueryParameter("cachefrom")]
    public IList<string> CacheFrom { get; set; }

    [QueryParameter("dockerfile")]
    public string Dockerfile { get; set; }

    [QueryParameter("extrahosts")]
    public IList<string> ExtraHosts { get; set; }

    [QueryParameter("forcerm")]
    public bool? ForceRemove { get; set; }

    [QueryParameter("labels")]
    public IDictionary<string, string> Labels { get; set; }

    [QueryParameter("memory")]
    public long? Memory { get; set; }

    [QueryParameter("memswap")]
    public long? MemorySwap { get; set; }

    [QueryParameter("networkmode")]
    public string NetworkMode { get; set; }

    [QueryParameter("nocache")]
    public bool? NoCache { get; set; }

    [QueryParameter("outputs")]
    public string Outputs { get; set; }

    [QueryParameter("platform")]
    public string Platform { get; set; }

    [QueryParameter("pull")]
    public string Pull { get; set; }

    [QueryParameter("remote")]
    public string RemoteContext { get; set; }

    [QueryParameter("rm")]
    public bool? Remove { get; set; }

    [QueryParameter("shmsize")]
    public long? ShmSize { get; set; }

    [QueryParameter("squash")]
    public bool? Squash { get; set; }

    [QueryParameter("q")]
    public bool? SuppressOutput { get; set; }

    [QueryParameter("t")]
    public IList<string> Tags { get; set; }

    [QueryParameter("target")]
    public string Target { get; set; }
}
