using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class UpdateConfig
{
    public UpdateConfig()
    {
    }

    public UpdateConfig(Resources Resources)
    {
        if (Resources != null)
        {
            BlkioDeviceReadBps = Resources.BlkioDeviceReadBps;
            BlkioDeviceReadIOps = Resources.BlkioDeviceReadIOps;
            BlkioDeviceWriteBps = Resources.BlkioDeviceWriteBps;
            BlkioDeviceWriteIOps = Resources.BlkioDeviceWriteIOps;
            BlkioWeight = Resources.BlkioWeight;
            BlkioWeightDevice = Resources.BlkioWeightDevice;
            CPUCount = Resources.CPUCount;
            CPUPercent = Resources.CPUPercent;
            CPUPeriod = Resources.CPUPeriod;
            CPUQuota = Resources.CPUQuota;
            CPURealtimePeriod = Resources.CPURealtimePeriod;
            CPURealtimeRuntime = Resources.CPURealtimeRuntime;
            CPUShares = Resources.CPUShares;
            CgroupParent = Resources.CgroupParent;
            CpusetCpus = Resources.CpusetCpus;
            CpusetMems = Resources.CpusetMems;
            DeviceCgroupRules = Resources.DeviceCgroupRules;
            DeviceRequests = Resources.DeviceRequests;
            Devices = Resources.Devices;
            IOMaximumBandwidth = Resources.IOMaximumBandwidth;
            IOMaximumIOps = Resources.IOMaximumIOps;
            KernelMemory = Resources.KernelMemory;
            KernelMemoryTCP = Resources.KernelMemoryTCP;
            Memory = Resources.Memory;
            MemoryReservation = Resources.MemoryReservation;
            MemorySwap = Resources.MemorySwap;
            MemorySwappiness = Resources.MemorySwappiness;
            NanoCPUs = Resources.NanoCPUs;
            OomKillDisable = Resources.OomKillDisable;
            PidsLimit = Resources.PidsLimit;
            Ulimits = Resources.Ulimits;
        }
    }

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

    public RestartPolicy RestartPolicy { get; set; }

    public IList<Ulimit> Ulimits { get; set; }
}
