using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class StorageStats
{
    [JsonProperty("read_count_normalized")]
    public ulong ReadCountNormalized { get; set; }

    [JsonProperty("read_size_bytes")]
    public ulong ReadSizeBytes { get; set; }

    [JsonProperty("write_count_normalized")]
    public ulong WriteCountNormalized { get; set; }

    [JsonProperty("write_size_bytes")]
    public ulong WriteSizeBytes { get; set; }
}
