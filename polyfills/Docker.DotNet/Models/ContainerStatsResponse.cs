using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class ContainerStatsResponse
{
    [JsonProperty("blkio_stats")]
    public BlkioStats BlkioStats { get; set; }

    [JsonProperty("cpu_stats")]
    public CPUStats CPUStats { get; set; }

    [JsonProperty("id")]
    public string ID { get; set; }

    [JsonProperty("memory_stats")]
    public MemoryStats MemoryStats { get; set; }

    [JsonProperty("name")]
    public string Name { get; set; }

    [JsonProperty("networks")]
    public IDictionary<string, NetworkStats> Networks { get; set; }

    [JsonProperty("num_procs")]
    public uint NumProcs { get; set; }

    [JsonProperty("pids_stats")]
    public PidsStats PidsStats { get; set; }

    [JsonProperty("precpu_stats")]
    public CPUStats PreCPUStats { get; set; }

    [JsonProperty("preread")]
    public DateTime PreRead { get; set; }

    [JsonProperty("read")]
    public DateTime Read { get; set; }

    [JsonProperty("storage_stats")]
    public StorageStats StorageStats { get; set; }
}
