using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class JSONError
{
    [JsonProperty("code")]
    public long Code { get; set; }

    [JsonProperty("message")]
    public string Message { get; set; }
}
