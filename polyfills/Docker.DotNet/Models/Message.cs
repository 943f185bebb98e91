using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class Message
{
    public string Action { get; set; }

    public Actor Actor { get; set; }

    [JsonProperty("from")]
    public string From { get; set; }

    [JsonProperty("id")]
    public string ID { get; set; }

    [JsonProperty("scope")]
    public string Scope { get; set; }

    [JsonProperty("status")]
    public string Status { get; set; }

    [JsonProperty("time")]
    public long Time { get; set; }

    [JsonProperty("timeNano")]
    public long TimeNano { get; set; }

    public string Type { get; set; }
}
