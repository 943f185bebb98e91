using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class ContainerExecCreateResponse
{
    [JsonProperty("Id")]
    public string ID { get; set; }
}
