namespace DotNet.Testcontainers.Images;

sealed record NamedImage(string FullName) : IImage;
