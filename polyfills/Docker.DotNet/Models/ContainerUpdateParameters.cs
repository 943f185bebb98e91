using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class ContainerUpdateParameters
{
    public ContainerUpdateParameters()
    {
    }

    public ContainerUpdateParameters(UpdateConfig UpdateConfig)
    {
        if (UpdateConfig != null)
        {
            BlkioDeviceReadBps = UpdateConfig.BlkioDeviceReadBps;
            BlkioDeviceReadIOps = UpdateConfig.BlkioDeviceReadIOps;
            BlkioDeviceWriteBps = UpdateConfig.BlkioDeviceWriteBps;
            BlkioDeviceWriteIOps = UpdateConfig.BlkioDeviceWriteIOps;
            BlkioWeight = UpdateConfig.BlkioWeight;
            BlkioWeightDevice = UpdateConfig.BlkioWeightDevice;
            CPUCount = UpdateConfig.CPUCount;
            CPUPercent = UpdateConfig.CPUPercent;
            CPUPeriod = UpdateConfig.CPUPeriod;
            CPUQuota = UpdateConfig.CPUQuota;
            CPURealtimePeriod = UpdateConfig.CPURealtimePeriod;
            CPURealtimeRuntime = UpdateConfig.CPURealtimeRuntime;
            CPUShares = UpdateConfig.CPUShares;
            CgroupParent = UpdateConfig.CgroupParent;
            CpusetCpus = UpdateConfig.CpusetCpus;
            CpusetMems = UpdateConfig.CpusetMems;
            DeviceCgroupRules = UpdateConfig.DeviceCgroupRules;
            DeviceRequests = UpdateConfig.DeviceRequests;
            Devices = UpdateConfig.Devices;
            IOMaximumBandwidth = UpdateConfig.IOMaximumBandwidth;
            IOMaximumIOps = UpdateConfig.IOMaximumIOps;
            KernelMemory = UpdateConfig.KernelMemory;
            KernelMemoryTCP = UpdateConfig.KernelMemoryTCP;
            Memory = UpdateConfig.Memory;
            MemoryReservation = UpdateConfig.MemoryReservation;
            MemorySwap = UpdateConfig.MemorySwap;
            MemorySwappiness = UpdateConfig.MemorySwappiness;
            NanoCPUs = UpdateConfig.NanoCPUs;
            OomKillDisable = UpdateConfig.OomKillDisable;
            PidsLimit = UpdateConfig.PidsLimit;
            RestartPolicy = UpdateConfig.RestartPolicy;
            Ulimits = UpdateConfig.Ulimits;
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
