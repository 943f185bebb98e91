using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class Runtime
{
    [JsonProperty("runtimeArgs")]
    public IList<string> Args { get; set; }

    [JsonProperty("path")]
    public string Path { get; set; }
}
