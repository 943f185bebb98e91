using DotNet.Testcontainers.Containers;

namespace DotNet.Testcontainers.Configurations;

/// <summary>A condition that is looked at again and again until it holds.</summary>
public interface IWaitUntil
{
    Task<bool> UntilAsync(IContainer container);
}
