using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class PortBinding
{
    [JsonProperty("HostIp")]
    public string HostIP { get; set; }

    public string HostPort { get; set; }
}
