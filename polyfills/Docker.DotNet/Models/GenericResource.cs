namespace Docker.DotNet.Models;

public class GenericResource
{
    public DiscreteGenericResource DiscreteResourceSpec { get; set; }
    public NamedGenericResource NamedResourceSpec { get; set; }
}
