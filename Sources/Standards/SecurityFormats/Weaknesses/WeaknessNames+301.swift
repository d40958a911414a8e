// SPDX-License-Identifier: Apache-2.0

extension WeaknessNames {
    /// CWE-301 to CWE-610; © 2006–2026 The MITRE Corporation, see `WeaknessNames`.
    static let from301 = """
        301 Reflection Attack in an Authentication Protocol
        302 Authentication Bypass by Assumed-Immutable Data
        303 Incorrect Implementation of Authentication Algorithm
        304 Missing Critical Step in Authentication
        305 Authentication Bypass by Primary Weakness
        306 Missing Authentication for Critical Function
        307 Improper Restriction of Excessive Authentication Attempts
        308 Use of Single-factor Authentication
        309 Use of Password System for Primary Authentication
        311 Missing Encryption of Sensitive Data
        312 Cleartext Storage of Sensitive Information
        313 Cleartext Storage in a File or on Disk
        314 Cleartext Storage in the Registry
        315 Cleartext Storage of Sensitive Information in a Cookie
        316 Cleartext Storage of Sensitive Information in Memory
        317 Cleartext Storage of Sensitive Information in GUI
        318 Cleartext Storage of Sensitive Information in Executable
        319 Cleartext Transmission of Sensitive Information
        321 Use of Hard-coded Cryptographic Key
        322 Key Exchange without Entity Authentication
        323 Reusing a Nonce, Key Pair in Encryption
        324 Use of a Key Past its Expiration Date
        325 Missing Cryptographic Step
        326 Inadequate Encryption Strength
        327 Use of a Broken or Risky Cryptographic Algorithm
        328 Use of Weak Hash
        329 Generation of Predictable IV with CBC Mode
        330 Use of Insufficiently Random Values
        331 Insufficient Entropy
        332 Insufficient Entropy in PRNG
        333 Improper Handling of Insufficient Entropy in TRNG
        334 Small Space of Random Values
        335 Incorrect Usage of Seeds in Pseudo-Random Number Generator (PRNG)
        336 Same Seed in Pseudo-Random Number Generator (PRNG)
        337 Predictable Seed in Pseudo-Random Number Generator (PRNG)
        338 Use of Cryptographically Weak Pseudo-Random Number Generator (PRNG)
        339 Small Seed Space in PRNG
        340 Generation of Predictable Numbers or Identifiers
        341 Predictable from Observable State
        342 Predictable Exact Value from Previous Values
        343 Predictable Value Range from Previous Values
        344 Use of Invariant Value in Dynamically Changing Context
        345 Insufficient Verification of Data Authenticity
        346 Origin Validation Error
        347 Improper Verification of Cryptographic Signature
        348 Use of Less Trusted Source
        349 Acceptance of Extraneous Untrusted Data With Trusted Data
        350 Reliance on Reverse DNS Resolution for a Security-Critical Action
        351 Insufficient Type Distinction
        352 Cross-Site Request Forgery (CSRF)
        353 Missing Support for Integrity Check
        354 Improper Validation of Integrity Check Value
        356 Product UI does not Warn User of Unsafe Actions
        357 Insufficient UI Warning of Dangerous Operations
        358 Improperly Implemented Security Check for Standard
        359 Exposure of Private Personal Information to an Unauthorized Actor
        360 Trust of System Event Data
        362 Concurrent Execution using Shared Resource with Improper Synchronization ('Race \
        Condition')
        363 Race Condition Enabling Link Following
        364 Signal Handler Race Condition
        365 DEPRECATED: Race Condition in Switch
        366 Race Condition within a Thread
        367 Time-of-check Time-of-use (TOCTOU) Race Condition
        368 Context Switching Race Condition
        369 Divide By Zero
        370 Missing Check for Certificate Revocation after Initial Check
        372 Incomplete Internal State Distinction
        373 DEPRECATED: State Synchronization Error
        374 Passing Mutable Objects to an Untrusted Method
        375 Returning a Mutable Object to an Untrusted Caller
        377 Insecure Temporary File
        378 Creation of Temporary File With Insecure Permissions
        379 Creation of Temporary File in Directory with Insecure Permissions
        382 J2EE Bad Practices: Use of System.exit()
        383 J2EE Bad Practices: Direct Use of Threads
        384 Session Fixation
        385 Covert Timing Channel
        386 Symbolic Name not Mapping to Correct Object
        390 Detection of Error Condition Without Action
        391 Unchecked Error Condition
        392 Missing Report of Error Condition
        393 Return of Wrong Status Code
        394 Unexpected Status Code or Return Value
        395 Use of NullPointerException Catch to Detect NULL Pointer Dereference
        396 Declaration of Catch for Generic Exception
        397 Declaration of Throws for Generic Exception
        400 Uncontrolled Resource Consumption
        401 Missing Release of Memory after Effective Lifetime
        402 Transmission of Private Resources into a New Sphere ('Resource Leak')
        403 Exposure of File Descriptor to Unintended Control Sphere ('File Descriptor Leak')
        404 Improper Resource Shutdown or Release
        405 Asymmetric Resource Consumption (Amplification)
        406 Insufficient Control of Network Message Volume (Network Amplification)
        407 Inefficient Algorithmic Complexity
        408 Incorrect Behavior Order: Early Amplification
        409 Improper Handling of Highly Compressed Data (Data Amplification)
        410 Insufficient Resource Pool
        412 Unrestricted Externally Accessible Lock
        413 Improper Resource Locking
        414 Missing Lock Check
        415 Double Free
        416 Use After Free
        419 Unprotected Primary Channel
        420 Unprotected Alternate Channel
        421 Race Condition During Access to Alternate Channel
        422 Unprotected Windows Messaging Channel ('Shatter')
        423 DEPRECATED: Proxied Trusted Channel
        424 Improper Protection of Alternate Path
        425 Direct Request ('Forced Browsing')
        426 Untrusted Search Path
        427 Uncontrolled Search Path Element
        428 Unquoted Search Path or Element
        430 Deployment of Wrong Handler
        431 Missing Handler
        432 Dangerous Signal Handler not Disabled During Sensitive Operations
        433 Unparsed Raw Web Content Delivery
        434 Unrestricted Upload of File with Dangerous Type
        435 Improper Interaction Between Multiple Correctly-Behaving Entities
        436 Interpretation Conflict
        437 Incomplete Model of Endpoint Features
        439 Behavioral Change in New Version or Environment
        440 Expected Behavior Violation
        441 Unintended Proxy or Intermediary ('Confused Deputy')
        443 DEPRECATED: HTTP response splitting
        444 Inconsistent Interpretation of HTTP Requests ('HTTP Request/Response Smuggling')
        446 UI Discrepancy for Security Feature
        447 Unimplemented or Unsupported Feature in UI
        448 Obsolete Feature in UI
        449 The UI Performs the Wrong Action
        450 Multiple Interpretations of UI Input
        451 User Interface (UI) Misrepresentation of Critical Information
        453 Insecure Default Variable Initialization
        454 External Initialization of Trusted Variables or Data Stores
        455 Non-exit on Failed Initialization
        456 Missing Initialization of a Variable
        457 Use of Uninitialized Variable
        458 DEPRECATED: Incorrect Initialization
        459 Incomplete Cleanup
        460 Improper Cleanup on Thrown Exception
        462 Duplicate Key in Associative List (Alist)
        463 Deletion of Data Structure Sentinel
        464 Addition of Data Structure Sentinel
        466 Return of Pointer Value Outside of Expected Range
        467 Use of sizeof() on a Pointer Type
        468 Incorrect Pointer Scaling
        469 Use of Pointer Subtraction to Determine Size
        470 Use of Externally-Controlled Input to Select Classes or Code ('Unsafe Reflection')
        471 Modification of Assumed-Immutable Data (MAID)
        472 External Control of Assumed-Immutable Web Parameter
        473 PHP External Variable Modification
        474 Use of Function with Inconsistent Implementations
        475 Undefined Behavior for Input to API
        476 NULL Pointer Dereference
        477 Use of Obsolete Function
        478 Missing Default Case in Multiple Condition Expression
        479 Signal Handler Use of a Non-reentrant Function
        480 Use of Incorrect Operator
        481 Assigning instead of Comparing
        482 Comparing instead of Assigning
        483 Incorrect Block Delimitation
        484 Omitted Break Statement in Switch
        486 Comparison of Classes by Name
        487 Reliance on Package-level Scope
        488 Exposure of Data Element to Wrong Session
        489 Active Debug Code
        491 Public cloneable() Method Without Final ('Object Hijack')
        492 Use of Inner Class Containing Sensitive Data
        493 Critical Public Variable Without Final Modifier
        494 Download of Code Without Integrity Check
        495 Private Data Structure Returned From A Public Method
        496 Public Data Assigned to Private Array-Typed Field
        497 Exposure of Sensitive System Information to an Unauthorized Control Sphere
        498 Cloneable Class Containing Sensitive Information
        499 Serializable Class Containing Sensitive Data
        500 Public Static Field Not Marked Final
        501 Trust Boundary Violation
        502 Deserialization of Untrusted Data
        506 Embedded Malicious Code
        507 Trojan Horse
        508 Non-Replicating Malicious Code
        509 Replicating Malicious Code (Virus or Worm)
        510 Trapdoor
        511 Logic/Time Bomb
        512 Spyware
        514 Covert Channel
        515 Covert Storage Channel
        516 DEPRECATED: Covert Timing Channel
        520 .NET Misconfiguration: Use of Impersonation
        521 Weak Password Requirements
        522 Insufficiently Protected Credentials
        523 Unprotected Transport of Credentials
        524 Use of Cache Containing Sensitive Information
        525 Use of Web Browser Cache Containing Sensitive Information
        526 Cleartext Storage of Sensitive Information in an Environment Variable
        527 Exposure of Version-Control Repository to an Unauthorized Control Sphere
        528 Exposure of Core Dump File to an Unauthorized Control Sphere
        529 Exposure of Access Control List Files to an Unauthorized Control Sphere
        530 Exposure of Backup File to an Unauthorized Control Sphere
        531 Inclusion of Sensitive Information in Test Code
        532 Insertion of Sensitive Information into Log File
        533 DEPRECATED: Information Exposure Through Server Log Files
        534 DEPRECATED: Information Exposure Through Debug Log Files
        535 Exposure of Information Through Shell Error Message
        536 Servlet Runtime Error Message Containing Sensitive Information
        537 Java Runtime Error Message Containing Sensitive Information
        538 Insertion of Sensitive Information into Externally-Accessible File or Directory
        539 Use of Persistent Cookies Containing Sensitive Information
        540 Inclusion of Sensitive Information in Source Code
        541 Inclusion of Sensitive Information in an Include File
        542 DEPRECATED: Information Exposure Through Cleanup Log Files
        543 Use of Singleton Pattern Without Synchronization in a Multithreaded Context
        544 Missing Standardized Error Handling Mechanism
        545 DEPRECATED: Use of Dynamic Class Loading
        546 Suspicious Comment
        547 Use of Hard-coded, Security-relevant Constants
        548 Exposure of Information Through Directory Listing
        549 Missing Password Field Masking
        550 Server-generated Error Message Containing Sensitive Information
        551 Incorrect Behavior Order: Authorization Before Parsing and Canonicalization
        552 Files or Directories Accessible to External Parties
        553 Command Shell in Externally Accessible Directory
        554 ASP.NET Misconfiguration: Not Using Input Validation Framework
        555 J2EE Misconfiguration: Plaintext Password in Configuration File
        556 ASP.NET Misconfiguration: Use of Identity Impersonation
        558 Use of getlogin() in Multithreaded Application
        560 Use of umask() with chmod-style Argument
        561 Dead Code
        562 Return of Stack Variable Address
        563 Assignment to Variable without Use
        564 SQL Injection: Hibernate
        565 Reliance on Cookies without Validation and Integrity Checking
        566 Authorization Bypass Through User-Controlled SQL Primary Key
        567 Unsynchronized Access to Shared Data in a Multithreaded Context
        568 finalize() Method Without super.finalize()
        570 Expression is Always False
        571 Expression is Always True
        572 Call to Thread run() instead of start()
        573 Improper Following of Specification by Caller
        574 EJB Bad Practices: Use of Synchronization Primitives
        575 EJB Bad Practices: Use of AWT Swing
        576 EJB Bad Practices: Use of Java I/O
        577 EJB Bad Practices: Use of Sockets
        578 EJB Bad Practices: Use of Class Loader
        579 J2EE Bad Practices: Non-serializable Object Stored in Session
        580 clone() Method Without super.clone()
        581 Object Model Violation: Just One of Equals and Hashcode Defined
        582 Array Declared Public, Final, and Static
        583 finalize() Method Declared Public
        584 Return Inside Finally Block
        585 Empty Synchronized Block
        586 Explicit Call to Finalize()
        587 Assignment of a Fixed Address to a Pointer
        588 Attempt to Access Child of a Non-structure Pointer
        589 Call to Non-ubiquitous API
        590 Free of Memory not on the Heap
        591 Sensitive Data Storage in Improperly Locked Memory
        592 DEPRECATED: Authentication Bypass Issues
        593 Authentication Bypass: OpenSSL CTX Object Modified after SSL Objects are Created
        594 J2EE Framework: Saving Unserializable Objects to Disk
        595 Comparison of Object References Instead of Object Contents
        596 DEPRECATED: Incorrect Semantic Object Comparison
        597 Use of Wrong Operator in String Comparison
        598 Use of HTTP Request With Sensitive Query String
        599 Missing Validation of OpenSSL Certificate
        600 Uncaught Exception in Servlet
        601 URL Redirection to Untrusted Site ('Open Redirect')
        602 Client-Side Enforcement of Server-Side Security
        603 Use of Client-Side Authentication
        605 Multiple Binds to the Same Port
        606 Unchecked Input for Loop Condition
        607 Public Static Final Field References Mutable Object
        608 Struts: Non-private Field in ActionForm Class
        609 Double-Checked Locking
        610 Externally Controlled Reference to a Resource in Another Sphere
        """
}
