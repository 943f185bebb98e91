using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class VersionResponse
{
    [JsonProperty("ApiVersion")]
    public string APIVersion { get; set; }

    public string Arch { get; set; }

    public string BuildTime { get; set; }

    public IList<ComponentVersion> Components { get; set; }

    public bool Experimental { get; set; }

    public string GitCommit { get; set; }

    public string GoVersion { get; set; }

    public string KernelVersion { get; set; }

    public string MinAPIVersion { get; set; }

    public string Os { get; set; }

    public string Version { get; set; }
}
