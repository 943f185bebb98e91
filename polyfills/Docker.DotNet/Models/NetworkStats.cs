using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class NetworkStats
{
    [JsonProperty("endpoint_id")]
    public string EndpointID { get; set; }

    [JsonProperty("instance_id")]
    public string InstanceID { get; set; }

    [JsonProperty("rx_bytes")]
    public ulong RxBytes { get; set; }

    [JsonProperty("rx_dropped")]
    public ulong RxDropped { get; set; }

    [JsonProperty("rx_errors")]
    public ulong RxErrors { get; set; }

    [JsonProperty("rx_packets")]
    public ulong RxPackets { get; set; }

    [JsonProperty("tx_bytes")]
    public ulong TxBytes { get; set; }

    [JsonProperty("tx_dropped")]
    public ulong TxDropped { get; set; }

    [JsonProperty("tx_errors")]
    public ulong TxErrors { get; set; }

    [JsonProperty("tx_packets")]
    public ulong TxPackets { get; set; }
}
