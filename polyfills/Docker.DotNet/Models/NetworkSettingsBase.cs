namespace Docker.DotNet.Models;

public class NetworkSettingsBase
{
    public string Bridge { get; set; }
    public bool HairpinMode { get; set; }
    public string LinkLocalIPv6Address { get; set; }
    public long LinkLocalIPv6PrefixLen { get; set; }
    public IDictionary<string, IList<PortBinding>> Ports { get; set; }
    public string SandboxID { get; set; }
    public string SandboxKey { get; set; }
    public IList<Address> SecondaryIPAddresses { get; set; }
    public IList<Address> SecondaryIPv6Addresses { get; set; }
}
