namespace Docker.DotNet.Models;

public class NetworkSettings
{
    public NetworkSettings()
    {
    }

    public NetworkSettings(NetworkSettingsBase NetworkSettingsBase, DefaultNetworkSettings DefaultNetworkSettings)
    {
        if (NetworkSettingsBase != null)
        {
            Bridge = NetworkSettingsBase.Bridge;
            HairpinMode = NetworkSettingsBase.HairpinMode;
            LinkLocalIPv6Address = NetworkSettingsBase.LinkLocalIPv6Address;
            LinkLocalIPv6PrefixLen = NetworkSettingsBase.LinkLocalIPv6PrefixLen;
            Ports = NetworkSettingsBase.Ports;
            SandboxID = NetworkSettingsBase.SandboxID;
            SandboxKey = NetworkSettingsBase.SandboxKey;
            SecondaryIPAddresses = NetworkSettingsBase.SecondaryIPAddresses;
            SecondaryIPv6Addresses = NetworkSettingsBase.SecondaryIPv6Addresses;
        }

        if (DefaultNetworkSettings != null)
        {
            EndpointID = DefaultNetworkSettings.EndpointID;
            Gateway = DefaultNetworkSettings.Gateway;
            GlobalIPv6Address = DefaultNetworkSettings.GlobalIPv6Address;
            GlobalIPv6PrefixLen = DefaultNetworkSettings.GlobalIPv6PrefixLen;
            IPAddress = DefaultNetworkSettings.IPAddress;
            IPPrefixLen = DefaultNetworkSettings.IPPrefixLen;
            IPv6Gateway = DefaultNetworkSettings.IPv6Gateway;
            MacAddress = DefaultNetworkSettings.MacAddress;
        }
    }

    public string Bridge { get; set; }
    public string EndpointID { get; set; }
    public string Gateway { get; set; }
    public string GlobalIPv6Address { get; set; }
    public long GlobalIPv6PrefixLen { get; set; }
    public bool HairpinMode { get; set; }
    public string IPAddress { get; set; }
    public long IPPrefixLen { get; set; }
    public string IPv6Gateway { get; set; }
    public string LinkLocalIPv6Address { get; set; }
    public long LinkLocalIPv6PrefixLen { get; set; }
    public string MacAddress { get; set; }
    public IDictionary<string, EndpointSettings> Networks { get; set; }
    public IDictionary<string, IList<PortBinding>> Ports { get; set; }
    public string SandboxID { get; set; }
    public string SandboxKey { get; set; }
    public IList<Address> SecondaryIPAddresses { get; set; }
    public IList<Address> SecondaryIPv6Addresses { get; set; }
}
