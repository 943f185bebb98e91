using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class CPUUsage
{
    [JsonProperty("percpu_usage")]
    public IList<ulong> PercpuUsage { get; set; }

    [JsonProperty("total_usage")]
    public ulong TotalUsage { get; set; }

    [JsonProperty("usage_in_kernelmode")]
    public ulong UsageInKernelmode { get; set; }

    [JsonProperty("usage_in_usermode")]
    public ulong UsageInUsermode { get; set; }
}
