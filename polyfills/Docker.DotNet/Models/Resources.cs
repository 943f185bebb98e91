using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class Resources
{
    public IList<ThrottleDevice> BlkioDeviceReadBps { get; set; }

    public IList<ThrottleDevice> BlkioDeviceReadIOps { get; set; }

    public IList<ThrottleDevice> BlkioDeviceWriteBps { get; set; }

    public IList<ThrottleDevice> BlkioDeviceWriteIOps { get; set; }

    public ushort BlkioWeight { get; set; }

    public IList<WeightDevice> BlkioWeightDevice { get; set; }

    [JsonProperty("CpuCount")]
    public long CPUCount { get; set; }

    [JsonProperty("CpuPercent")]
    public long CPUPercent { get; set; }

    [JsonProperty("CpuPeriod")]
    public long CPUPeriod { get; set; }

    [JsonProperty("CpuQuota")]
    public long CPUQuota { get; set; }

    [JsonProperty("CpuRealtimePeriod")]
    public long CPURealtimePeriod { get; set; }

    [JsonProperty("CpuRealtimeRuntime")]
    public long CPURealtimeRuntime { get; set; }

    [JsonProperty("CpuShares")]
    public long CPUShares { get; set; }

    public string CgroupParent { get; set; }

    public string CpusetCpus { get; set; }

    public string CpusetMems { get; set; }

    public IList<string> DeviceCgroupRules { get; set; }

    public IList<DeviceRequest> DeviceRequests { get; set; }

    public IList<DeviceMapping> Devices { get; set; }

    public ulong IOMaximumBandwidth { get; set; }

    public ulong IOMaximumIOps { get; set; }

    public long KernelMemory { get; set; }

    public long KernelMemoryTCP { get; set; }

    public long Memory { get; set; }

    public long MemoryReservation { get; set; }

    public long MemorySwap { get; set; }

    public long? MemorySwappiness { get; set; }

    [JsonProperty("NanoCpus")]
    public long NanoCPUs { get; set; }

    public bool? OomKillDisable { get; set; }

    public long? PidsLimit { get; set; }

    public IList<Ulimit> Ulimits { get; set; }
}
