using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class ContainerNode
{
    public string Addr { get; set; }

    public long Cpus { get; set; }

    public string ID { get; set; }

    [JsonProperty("IP")]
    public string IPAddress { get; set; }

    public IDictionary<string, string> Labels { get; set; }

    public long Memory { get; set; }

    public string Name { get; set; }
}
