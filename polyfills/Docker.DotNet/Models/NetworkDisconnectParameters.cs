namespace Docker.DotNet.Models;

public class NetworkDisconnectParameters
{
    public string Container { get; set; }
    public bool Force { get; set; }
}
