namespace DotNet.Testcontainers.Images;

public interface IImage
{
    string FullName { get; }
}
