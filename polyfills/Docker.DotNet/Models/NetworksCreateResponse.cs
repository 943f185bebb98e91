using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class NetworksCreateResponse
{
    [JsonProperty("Id")]
    public string ID { get; set; }

    public string Warning { get; set; }
}
