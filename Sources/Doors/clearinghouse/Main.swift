import ArgumentParser
@main struct ClearinghouseCommand: AsyncParsableCommand { func run() async throws { print("hi") } }
