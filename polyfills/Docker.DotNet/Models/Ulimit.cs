namespace Docker.DotNet.Models;

public class Ulimit
{
    public long Hard { get; set; }
    public string Name { get; set; }
    public long Soft { get; set; }
}
