using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class CreateContainerResponse
{
    [JsonProperty("Id")]
    public string ID { get; set; }

    public IList<string> Warnings { get; set; }
}
