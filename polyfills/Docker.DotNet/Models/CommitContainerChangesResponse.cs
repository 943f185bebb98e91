using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class CommitContainerChangesResponse
{
    [JsonProperty("Id")]
    public string ID { get; set; }
}
