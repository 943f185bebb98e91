namespace Docker.DotNet.Models;

public class Address
{
    public string Addr { get; set; }
    public long PrefixLen { get; set; }
}
