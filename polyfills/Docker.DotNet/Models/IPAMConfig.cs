using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class IPAMConfig
{
    [JsonProperty("AuxiliaryAddresses")]
    public IDictionary<string, string> AuxAddress { get; set; }

    public string Gateway { get; set; }

    public string IPRange { get; set; }

    public string Subnet { get; set; }
}
