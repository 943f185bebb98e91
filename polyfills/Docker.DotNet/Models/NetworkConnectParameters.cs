namespace Docker.DotNet.Models;

public class NetworkConnectParameters
{
    public string Container { get; set; }
    public EndpointSettings EndpointConfig { get; set; }
}
