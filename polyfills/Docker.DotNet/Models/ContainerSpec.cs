namespace Docker.DotNet.Models;

public class ContainerSpec
{
    public string Image { get; set; }
}
