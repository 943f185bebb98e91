namespace Docker.DotNet.Models;

public class ServiceMode
{
    public GlobalService Global { get; set; }
    public ReplicatedService Replicated { get; set; }
}
