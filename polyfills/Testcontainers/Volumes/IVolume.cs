namespace DotNet.Testcontainers.Volumes;

public interface IVolume : IFutureResource, IAsyncDisposable
{
    string Name { get; }
}
