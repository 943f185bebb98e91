using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class BlkioStats
{
    [JsonProperty("io_merged_recursive")]
    public IList<BlkioStatEntry> IoMergedRecursive { get; set; }

    [JsonProperty("io_queue_recursive")]
    public IList<BlkioStatEntry> IoQueuedRecursive { get; set; }

    [JsonProperty("io_service_bytes_recursive")]
    public IList<BlkioStatEntry> IoServiceBytesRecursive { get; set; }

    [JsonProperty("io_service_time_recursive")]
    public IList<BlkioStatEntry> IoServiceTimeRecursive { get; set; }

    [JsonProperty("io_serviced_recursive")]
    public IList<BlkioStatEntry> IoServicedRecursive { get; set; }

    [JsonProperty("io_time_recursive")]
    public IList<BlkioStatEntry> IoTimeRecursive { get; set; }

    [JsonProperty("io_wait_time_recursive")]
    public IList<BlkioStatEntry> IoWaitTimeRecursive { get; set; }

    [JsonProperty("sectors_recursive")]
    public IList<BlkioStatEntry> SectorsRecursive { get; set; }
}
