namespace Docker.DotNet.Models;

public class BindOptions
{
    public bool NonRecursive { get; set; }
    public string Propagation { get; set; }
}
