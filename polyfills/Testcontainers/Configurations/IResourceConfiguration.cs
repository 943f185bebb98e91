namespace DotNet.Testcontainers.Configurations;

/// <summary>What a builder has gathered. A stand-in for the constraints of the builders; nobody reads it from outside.</summary>
public interface IResourceConfiguration<TCreateResourceEntity>;
